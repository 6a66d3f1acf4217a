// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.weir.jdbc.WeirResultSet;
import io.weir.tests.jdbc.Weir;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transfers come in while their balances are read: what one account gets another gives, so every answer ever shown has
 * the sum 0, and is the answer for one cut of all inputs. {@code ./dev bank} reads more answers.
 */
@Timeout(600)
class BankTest {
    private static final int RESULTS = Integer.getInteger("bank.results", 250);
    private static final int BANKS = Integer.getInteger("bank.repeats", 1);
    private static final long SEED = Long.getLong("bank.seed", System.nanoTime());

    @TempDir
    private Path folder;

    @Test
    void filesThatGrow() throws Exception {
        for (int i = 0; i < BANKS; i++) {
            audit(SEED + i, GrowingFiles.in(inside("grow" + i)), false);
        }
    }

    @Test
    void filesThatGrowAndWindows() throws Exception {
        for (int i = 0; i < BANKS; i++) {
            audit(SEED + i, GrowingFiles.in(inside("windows" + i)), true);
        }
    }

    @Test
    void filesThatCome() throws Exception {
        for (int i = 0; i < BANKS; i++) {
            audit(SEED + i, new ComingFiles(inside("come" + i)), false);
        }
    }

    @Test
    void kafka() throws Exception {
        for (int i = 0; i < BANKS; i++) {
            audit(SEED + i, new KafkaPartitions("bank-" + i), false);
        }
    }

    @Test
    void kafkaAndWindows() throws Exception {
        for (int i = 0; i < BANKS; i++) {
            audit(SEED + i, new KafkaPartitions("bank-windows-" + i), true);
        }
    }

    private Path inside(String name) throws java.io.IOException {
        return java.nio.file.Files.createDirectory(folder.resolve(name));
    }

    private void audit(long seed, Inflow inflow, boolean windows) throws Exception {
        Bank bank = new Bank(seed, inflow, windows);
        String url = Weir.url().replace("parallelism=2", "parallelism=4") + ";workers=4;files.roots=" + folder;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE transfers (from_account INT, to_account INT, amount BIGINT, at_time TIMESTAMP(3),
                      WATERMARK FOR at_time AS at_time - INTERVAL '%d' SECOND) WITH (%s)""".formatted(Bank.DELAY_S, inflow.options()));
            statement.execute(view("credits", "to_account", windows));
            statement.execute(view("debits", "from_account", windows));
            statement.execute("""
                    CREATE VIEW balances AS
                    SELECT COALESCE(c.account, d.account) AS account, COALESCE(c.amount, 0) AS credits,
                      COALESCE(c.amount, 0) - COALESCE(d.amount, 0) AS balance
                    FROM credits AS c FULL OUTER JOIN debits AS d ON c.account = d.account""");
            try (ResultSet rows = statement.executeQuery("SELECT SUM(balance), COUNT(*), SUM(credits) FROM balances")) {
                CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                    try {
                        bank.write();
                    } catch (Exception e) {
                        cancel(statement);
                        throw new IllegalStateException(e);
                    }
                });
                try {
                    read(rows.unwrap(WeirResultSet.class), bank, inflow.keepsOrder());
                } catch (SQLException e) {
                    if (writer.isCompletedExceptionally()) {
                        writer.join();
                    }
                    throw e;
                } finally {
                    bank.enough();
                }
                writer.get(60, TimeUnit.SECONDS);
            }
        } catch (AssertionError | Exception e) {
            throw new AssertionError("-Dbank.seed=" + seed, e);
        } finally {
            inflow.close();
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What came into, or left, each account; through windows of a second, or not. */
    private static String view(String name, String account, boolean windows) {
        if (!windows) {
            return "CREATE VIEW %s AS SELECT %s AS account, SUM(amount) AS amount FROM transfers GROUP BY %s"
                    .formatted(name, account, account);
        }
        return """
                CREATE VIEW %s AS SELECT account, SUM(amount) AS amount FROM (
                  SELECT window_start, window_end, %s AS account, SUM(amount) AS amount
                  FROM TABLE(TUMBLE(TABLE transfers, DESCRIPTOR(at_time), INTERVAL '1' SECOND))
                  GROUP BY window_start, window_end, %s) GROUP BY account""".formatted(name, account, account);
    }

    /** The answer that a reader has when it has read all epochs so far. */
    private record Answer(
            @Nullable Long balance, long accounts, @Nullable Long credits) {}

    private static void read(WeirResultSet rows, Bank bank, boolean ordered) throws SQLException {
        int results = 0;
        long epoch = -1;
        Answer answer = null;
        Long before = null;
        while (rows.next()) {
            Answer row = new Answer((Long) rows.getObject(2), rows.getLong(3), (Long) rows.getObject(4));
            if (rows.change().adds()) {
                assertThat(answer).as("the row that %s comes beside", row).isNull();
                answer = row;
            } else {
                assertThat(row).as("the row that is taken back").isEqualTo(answer);
                answer = null;
            }
            if (!rows.isEpochComplete()) {
                continue;
            }
            assertThat(rows.epoch()).as("epoch of %s", row).isGreaterThan(epoch);
            epoch = rows.epoch();
            if (results == 0) {
                assertThat(answer).as("the answer for nothing").isEqualTo(new Answer(null, 0, null));
            } else {
                check(answer, before, bank, ordered);
            }
            before = answer.credits();
            if (++results == RESULTS) {
                bank.enough();
            }
            if (answer.credits() != null) {
                bank.seen(answer.credits());
                if (bank.isLast(answer.credits())) {
                    assertThat(results).isGreaterThanOrEqualTo(RESULTS);
                    return;
                }
            }
        }
        fail("an endless result has ended");
    }

    private static void check(Answer answer, @Nullable Long before, Bank bank, boolean ordered) {
        assertThat(answer.balance()).as("sum of balances in %s", answer).isZero();
        if (before != null) {
            assertThat(answer.credits()).as("credits after %s", before).isGreaterThan(before);
        }
        if (ordered) {
            assertThat(answer.accounts()).as("accounts of %s", answer).isEqualTo(bank.accounts(answer.credits()));
        } else if (bank.isLast(answer.credits())) {
            assertThat(answer.accounts()).as("accounts of %s", answer).isEqualTo(bank.accountsAfterAll());
        }
    }
}
