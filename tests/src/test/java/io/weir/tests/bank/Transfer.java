// SPDX-License-Identifier: Apache-2.0
package io.weir.tests.bank;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Money that goes from one account to another. */
record Transfer(int from, int to, long amount, long atMs) {
    String json() {
        LocalDateTime at = LocalDateTime.ofInstant(Instant.ofEpochMilli(atMs), ZoneOffset.UTC);
        return "{\"from_account\":%d,\"to_account\":%d,\"amount\":%d,\"at_time\":\"%s\"}"
                .formatted(from, to, amount, at.toString().replace('T', ' '));
    }
}
