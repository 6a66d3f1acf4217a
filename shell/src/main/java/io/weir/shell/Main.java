// SPDX-License-Identifier: Apache-2.0
package io.weir.shell;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** What {@code bin/weir} starts: picks the command and gives its exit status. */
public final class Main {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private static final String USAGE = """
            usage: weir COMMAND [OPTIONS]

              demo    a continuous query over made-up auctions, until Ctrl-C
                      --seconds N         stop after N seconds
              sql     run SQL statements; without -e and -f those that are typed, or of standard input
                      jdbc:weir:...       connect to this URL (jdbc:weir:), such as that of a server
                      -e "STATEMENTS"     run these
                      -f FILE             run those of a file
                      --url URL           the same
                      --format FORMAT     table, csv or json (table)
                      --max-rows N        end each result after N rows
                      --timeout SECONDS   end after so long
              server  serve many clients, until SIGTERM; prints the JDBC URL to connect to
                      --port N            listen there; 0 picks a free port (7331)
                      --host H            a loopback address (127.0.0.1)
                      --files-roots DIRS  folders that SQL may read and write (none)
                      --workers N         threads that run queries (one per processor)
              bench   measure
                      nexmark --queries q0,q1,... --events N --parallelism P [--json]
                      kafka --pipeline filter --events N --partitions P [--compression C] [--json]
              dev-kafka  a Kafka broker on this machine to try things with, until Ctrl-C
                      --port P            where it listens (9092)
                      --dir FOLDER        keep its data there
            """;

    private Main() {}

    public static void main(String[] arguments) {
        int status = run(Arrays.asList(arguments));
        System.out.flush();
        System.exit(status);
    }

    private static int run(List<String> arguments) {
        if (arguments.isEmpty()) {
            System.err.print(USAGE);
            return WRONG_USAGE;
        }
        List<String> rest = arguments.subList(1, arguments.size());
        try {
            return switch (arguments.get(0)) {
                case "demo" -> new DemoCommand(rest).run();
                case "sql" -> new SqlCommand(rest).run();
                case "server" -> new ServerCommand(rest).run();
                case "bench" ->
                    !rest.isEmpty() && rest.get(0).equals("kafka")
                            ? new BenchKafkaCommand(rest.subList(1, rest.size())).run()
                            : new BenchCommand(rest).run();
                case "dev-kafka" -> new DevKafkaCommand(rest).run();
                case "help", "--help", "-h" -> {
                    System.out.print(USAGE);
                    yield OK;
                }
                default ->
                    throw new UsageException("there is no command \"" + arguments.get(0)
                            + "\"; the commands are demo, sql, server, bench and dev-kafka");
            };
        } catch (UsageException e) {
            System.err.println("weir: " + e.getMessage());
            System.err.println("Try: weir help");
            return WRONG_USAGE;
        } catch (IOException e) {
            System.err.println("weir: " + e.getMessage());
            return FAILED;
        } catch (SQLException e) {
            System.out.flush();
            System.err.println(e.getMessage());
            return FAILED;
        }
    }
}
