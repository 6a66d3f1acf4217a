// SPDX-License-Identifier: Apache-2.0
package io.weir.connectors.datagen;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.spi.connector.Connector;
import io.weir.spi.option.Option;
import io.weir.spi.type.DataType;
import io.weir.spi.type.DataType.Field;
import io.weir.spi.type.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The pages in docs/connectors know every option. */
class PagesTest {
    private static final Schema SCHEMA = new Schema(List.of(
            new Field("<column>", DataType.bigint()),
            new Field("<column>", DataType.text()),
            new Field("<column>", DataType.timestamp(3))));

    @Test
    void everyOptionIsInATableOfItsPage() throws IOException {
        for (Connector connector : ServiceLoader.load(Connector.class)) {
            Path page = Path.of("../../docs/connectors", connector.name() + ".md");
            String text = Files.readString(page);
            for (Option<?> option : connector.options(SCHEMA)) {
                assertThat(text).as(page.toString()).contains("\n| `" + option.key() + "` |");
                assertThat(option.doc()).isNotBlank();
            }
        }
    }
}
