// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says what a failure of Kafka's client means, without the client's class names. */
final class KafkaFailure {
    private KafkaFailure() {}

    /**
     * @param other the code for what is neither about access nor about names nor about reaching the broker
     * @param about what was being done, such as {@code topic "orders" cannot be read}
     */
    static SqlException of(Throwable failure, ErrorCode other, String about, String bootstrap) {
        Throwable cause = cause(failure);
        if (cause instanceof SqlException known) {
            return known;
        } else if (cause instanceof AuthenticationException) {
            return report(ErrorCode.ACCESS_REFUSED, about, cause)
                    .detail("The broker at %s refused the login: %s", bootstrap, said(cause))
                    .hint("See the options that begin with sasl and ssl; the user must be known to the broker.")
                    .toException();
        } else if (cause instanceof AuthorizationException) {
            return report(ErrorCode.ACCESS_REFUSED, about, cause)
                    .detail("The broker at %s does not let this user do it: %s", bootstrap, said(cause))
                    .toException();
        } else if (cause instanceof UnknownTopicOrPartitionException || cause instanceof InvalidTopicException) {
            return report(ErrorCode.TOPIC_NOT_FOUND, about, cause)
                    .detail("The broker at %s has no such topic.", bootstrap)
                    .hint("Create the topic, or correct the option \"topic\".")
                    .toException();
        } else if (cause instanceof OffsetOutOfRangeException || cause instanceof NoOffsetForPartitionException) {
            return report(ErrorCode.POSITION_LOST, about, cause)
                    .detail("The records at the present offset have been deleted: %s", said(cause))
                    .hint("Start again with another \"scan.startup.mode\", and keep records longer in the topic.")
                    .toException();
        } else if (cause instanceof RecordTooLargeException) {
            return report(other, about, cause)
                    .detail("A record is too large: %s", said(cause))
                    .hint("Raise \"properties.max.request.size\" and the topic's max.message.bytes.")
                    .toException();
        } else if (isUnreachable(cause)) {
            return report(ErrorCode.SOURCE_UNREACHABLE, about, cause)
                    .detail("No broker answers at %s.", bootstrap)
                    .hint("Start the broker, or correct the option \"properties.bootstrap.servers\".")
                    .toException();
        }
        return report(other, about, cause)
                .detail("The client of %s says: %s", bootstrap, said(cause))
                .toException();
    }

    /** Whether it may work when tried again. */
    static boolean passes(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof RetriableException && !(cause instanceof UnknownTopicOrPartitionException);
    }

    private static boolean isUnreachable(Throwable cause) {
        return passes(cause)
                || cause instanceof ConfigException
                        && String.valueOf(cause.getMessage()).contains("bootstrap");
    }

    private static SqlException.Report report(ErrorCode code, String about, Throwable cause) {
        return SqlException.report(code).says("%s", about).causedBy(cause);
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && (cause instanceof ExecutionException
                        || cause instanceof CompletionException
                        || cause.getClass() == KafkaException.class)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String said(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? "nothing." : message.endsWith(".") ? message : message + ".";
    }
}
