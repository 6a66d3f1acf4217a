// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.filesystem;

import io.weir.spi.option.Option;
import java.time.Duration;
import java.util.List;

/** The options of {@code filesystem}, with Flink's names. */
final class FilesystemOptions {
    static final Option<String> PATH =
            Option.text("path").required().doc("The file or folder to read, or the folder to write to.");
    static final Option<Duration> MONITOR_INTERVAL = Option.duration("source.monitor-interval")
            .doc("How often to look for new files and new lines. Without it the files there are now are read once.");
    static final Option<Long> ROLLING_SIZE = Option.bytes("sink.rolling-policy.file-size")
            .defaults(128L << 20)
            .doc("Bytes after which a further file is begun.");

    static final Option<String> PARTITION_DEFAULT_NAME = Option.text("partition.default-name")
            .defaults("__DEFAULT_PARTITION__")
            .doc("What stands for NULL in the name of a partition's folder.");

    static final List<Option<?>> ALL = List.of(PATH, MONITOR_INTERVAL, ROLLING_SIZE, PARTITION_DEFAULT_NAME);

    private FilesystemOptions() {}
}
