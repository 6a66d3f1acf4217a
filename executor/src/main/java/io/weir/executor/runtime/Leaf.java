// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.deadletter.DeadLetters;
import io.weir.executor.deadletter.OnError;
import io.weir.executor.deadletter.ScanErrors;
import io.weir.executor.deadletter.SplitErrors;
import io.weir.executor.epoch.ScanTraits;
import io.weir.executor.epoch.SplitId;
import io.weir.executor.epoch.SplitProgress;
import io.weir.executor.kernel.Kernels;
import io.weir.executor.source.ScanReading;
import io.weir.executor.source.SplitReader;
import io.weir.plan.expression.Expression;
import io.weir.plan.physical.PhysicalPlan;
import io.weir.spi.connector.Predicate;
import io.weir.spi.connector.ReadRequest;
import io.weir.spi.connector.Source;
import io.weir.spi.connector.Split;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A scan or constant rows of a plan, with the source that gives its rows and the splits found so far. */
final class Leaf {
    private final PhysicalPlan plan;
    private final Source source;
    private final boolean bounded;
    private final List<Split> splits;

    Leaf(PhysicalPlan plan, Tables tables) {
        this.plan = plan;
        this.source = plan instanceof PhysicalPlan.Scan scan
                ? tables.source(scan.table())
                : new ValuesSource((PhysicalPlan.Values) plan);
        this.bounded = source.bounded();
        this.splits = source.splits();
    }

    Source source() {
        return source;
    }

    List<Split> splits() {
        return splits;
    }

    /** Into how many tasks it can be divided: as many as it has splits; any number when further ones may come. */
    int tasksMax() {
        return !bounded && source.discoveryInterval().isPresent() ? Integer.MAX_VALUE : splits.size();
    }

    ScanTraits traits(int tasks) {
        return new ScanTraits(bounded, watermark() != null, plan instanceof PhysicalPlan.Values, tasks);
    }

    private @Nullable Expression watermark() {
        return plan instanceof PhysicalPlan.Scan scan ? scan.watermark() : null;
    }

    ScanReading reading(int number, Kernels kernels) {
        Expression watermark = watermark();
        return new ScanReading(
                number,
                bounded,
                watermark == null
                        ? null
                        : kernels.projection(List.of(watermark), plan.schema().types()),
                plan instanceof PhysicalPlan.Scan scan ? scan.idleTimeoutMicros() : 0);
    }

    SplitReader open(int number, Split split, SplitProgress from, ScanErrors scanErrors) {
        int[] columns = plan instanceof PhysicalPlan.Scan scan
                ? scan.columns().stream().mapToInt(each -> each).toArray()
                : IntStream.range(0, plan.schema().size()).toArray();
        List<Predicate> predicates = plan instanceof PhysicalPlan.Scan scan ? scan.predicates() : List.of();
        SplitErrors errors = scanErrors.ofSplit();
        return new SplitReader(
                new SplitId(number, split.id()),
                from,
                errors,
                wake -> source.open(new ReadRequest(split, from.position(), columns, predicates, errors, wake)));
    }

    /** What becomes of records that cannot be decoded. */
    ScanErrors errors(String job, DeadLetters letters) {
        return plan instanceof PhysicalPlan.Scan scan
                ? new ScanErrors(OnError.of(scan.onError()), scan.table().name(), job, letters)
                : new ScanErrors(OnError.FAIL, plan.name(), job, letters);
    }
}
