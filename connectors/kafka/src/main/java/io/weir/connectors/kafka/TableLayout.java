// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.kafka;

import io.weir.spi.connector.TableSpec;
import io.weir.spi.error.ErrorCode;
import io.weir.spi.error.Nearest;
import io.weir.spi.error.SqlException;
import io.weir.spi.format.Format;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the columns of a table are in a record: in its key, in its value, or beside them.
 *
 * @param schema all columns of the table
 * @param keyColumns places of the columns in the key
 * @param valueColumns places of the columns in the value
 * @param keySchema the key's columns as the key names them
 * @param metadataKeys by place, for the columns that are neither
 */
record TableLayout(
        Schema schema,
        List<Integer> keyColumns,
        List<Integer> valueColumns,
        Schema keySchema,
        Schema valueSchema,
        Optional<Format> keyFormat,
        Format valueFormat,
        Map<Integer, String> metadataKeys) {
    /** @param keyFields the names of the key's columns; empty for none */
    static TableLayout of(TableSpec table, String connector, List<String> keyFields) {
        Schema schema = table.schema();
        List<Integer> physical = IntStream.range(0, schema.size())
                .filter(column -> !table.metadataKeys().containsKey(column))
                .boxed()
                .toList();
        List<Integer> keyColumns = keyFields.stream()
                .map(name -> physical.stream()
                        .filter(column -> schema.name(column).equals(name))
                        .findFirst()
                        .orElseThrow(() -> noColumn(name, physical, schema)))
                .toList();
        boolean alsoInValue = table.get(KafkaOptions.VALUE_FIELDS_INCLUDE).equals("all");
        List<Integer> valueColumns = physical.stream()
                .filter(column -> alsoInValue || !keyColumns.contains(column))
                .toList();
        String prefix = table.get(KafkaOptions.KEY_FIELDS_PREFIX);
        if (!prefix.isEmpty() && alsoInValue && !keyFields.isEmpty()) {
            throw SqlException.report(ErrorCode.OPTION_VALUE)
                    .says("option \"key.fields-prefix\" needs \"value.fields-include\" = \"EXCEPT_KEY\"")
                    .detail("With a prefix a name may be both in the key and in the value.")
                    .toException();
        }
        TableLayout layout = new TableLayout(
                schema,
                keyColumns,
                valueColumns,
                new Schema(keyColumns.stream()
                        .map(column -> unprefixed(schema.columns().get(column), prefix))
                        .toList()),
                schema.select(ints(valueColumns)),
                Optional.ofNullable(table.formats().get(KafkaOptions.KEY_FORMAT_KEY)),
                valueFormat(table, connector),
                table.metadataKeys());
        layout.check();
        return layout;
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(each -> each).toArray();
    }

    private static Field unprefixed(Field field, String prefix) {
        if (!field.name().startsWith(prefix)) {
            throw SqlException.report(ErrorCode.OPTION_VALUE)
                    .says("column \"%s\" of \"key.fields\" does not begin with \"%s\"", field.name(), prefix)
                    .detail("\"key.fields-prefix\" says that it does.")
                    .toException();
        }
        return new Field(field.name().substring(prefix.length()), field.type());
    }

    private static Format valueFormat(TableSpec table, String connector) {
        Format value = table.formats().get(KafkaOptions.VALUE_FORMAT_KEY);
        if (value != null && table.format().isPresent()) {
            throw SqlException.report(ErrorCode.OPTION_VALUE)
                    .says("options \"format\" and \"value.format\" say the same")
                    .hint("Keep one of them.")
                    .toException();
        }
        return Optional.ofNullable(value)
                .or(table::format)
                .orElseThrow(() -> SqlException.report(ErrorCode.OPTION_MISSING)
                        .says("connector \"%s\" needs the option \"format\"", connector)
                        .hint("Add 'format' = 'json', 'csv' or 'raw' to WITH (...); 'value.format' says the same.")
                        .toException());
    }

    /** Says at once when a format cannot have a column's type. */
    private void check() {
        if (keyColumns.isEmpty() == keyFormat.isPresent()) {
            throw SqlException.report(ErrorCode.OPTION_MISSING)
                    .says(
                            keyFormat.isPresent()
                                    ? "option \"key.format\" needs \"key.fields\""
                                    : "option \"key.fields\" needs \"key.format\"")
                    .hint("Name the columns and the format of the key, or neither.")
                    .toException();
        }
        keyFormat.ifPresent(format ->
                format.decoder(keySchema, IntStream.range(0, keySchema.size()).toArray()));
        if (!valueColumns.isEmpty()) {
            valueFormat.decoder(
                    valueSchema, IntStream.range(0, valueSchema.size()).toArray());
        }
    }

    private static SqlException noColumn(String name, List<Integer> physical, Schema schema) {
        List<String> names = physical.stream().map(schema::name).toList();
        return SqlException.report(ErrorCode.COLUMN_NOT_FOUND)
                .says("option \"key.fields\" names a column \"%s\" that does not exist", name)
                .hint("%s", Nearest.hint(name, names, "The columns are " + String.join(", ", names) + "."))
                .toException();
    }
}
