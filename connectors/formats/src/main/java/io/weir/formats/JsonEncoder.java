// SPDX-License-Identifier: Apache-2.0
package io.weir.formats;

import io.weir.spi.batch.Batch;
import io.weir.spi.format.Encoder;
import io.weir.spi.type.Schema;
import java.io.IOException;
import java.io.OutputStream;

/** Encodes rows as objects, one per line. */
final class JsonEncoder implements Encoder {
    private final JsonWriter.Structure row;
    private final Output output = new Output();

    JsonEncoder(Schema schema, JsonSettings settings) {
        row = new JsonWriter.Structure(schema.columns(), settings);
    }

    @Override
    public void encode(Batch batch, int number, OutputStream out) throws IOException {
        output.clear();
        row.object(batch.columns(), number, output);
        output.write('\n');
        output.writeTo(out);
    }

    @Override
    public int delimiterLength() {
        return 1;
    }
}
