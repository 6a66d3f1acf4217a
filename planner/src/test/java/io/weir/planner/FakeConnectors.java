// SPDX-License-Identifier: Apache-2.0
package io.weir.planner;

import io.weir.plan.TableDefinition;
import io.weir.planner.TableTraits.SinkTraits;
import io.weir.planner.TableTraits.SourceTraits;
import io.weir.spi.connector.ChangeMode;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.SqlException;
import io.weir.spi.option.Option;
import io.weir.spi.option.Options;
import io.weir.spi.type.DataType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Connectors that hold nothing: {@code stream} never ends, {@code rows} ends, {@code log} takes only additions. */
final class FakeConnectors implements ConnectorCatalog {
    private static final Option<String> CONNECTOR = Option.text("connector").required();
    private static final Option<String> CHANGES =
            Option.oneOf("changes", "append", "retract", "upsert").defaults("append");
    private static final Option<String> PASSWORD = Option.text("password").secret();
    private static final Option<Long> RATE = Option.integer("rate", 1, 100).defaults(1L);
    private static final Option<String> IDLE = Option.text("scan.watermark.idle-timeout");
    private static final Option<String> ON_ERROR = Option.oneOf("on-error", "fail", "drop");

    @Override
    public TableTraits check(TableDefinition table) {
        String connector = table.options().getOrDefault("connector", "");
        if (!List.of("stream", "rows", "log", "table").contains(connector)) {
            throw SqlException.report(ErrorCode.CONNECTOR_NOT_FOUND)
                    .says("connector \"%s\" does not exist", connector)
                    .hint("There are stream, rows, log and table.")
                    .toException();
        }
        Options options = Options.check(
                "connector \"" + connector + "\"",
                table.options(),
                List.of(CONNECTOR, CHANGES, PASSWORD, RATE, IDLE, ON_ERROR));
        ChangeMode changes = ChangeMode.valueOf(options.get(CHANGES).toUpperCase(java.util.Locale.ROOT));
        Map<String, DataType> metadata = Map.of("offset", DataType.bigint(), "timestamp", DataType.timestampLtz(3));
        boolean readable = connector.equals("stream") || connector.equals("rows");
        Set<ChangeMode> accepts =
                connector.equals("log") ? Set.of(ChangeMode.APPEND) : Set.of(ChangeMode.APPEND, ChangeMode.RETRACT);
        return new TableTraits(
                readable
                        ? Optional.of(new SourceTraits(connector.equals("rows"), changes, metadata))
                        : Optional.empty(),
                connector.equals("rows") ? Optional.empty() : Optional.of(new SinkTraits(accepts)),
                Set.of("password"));
    }
}
