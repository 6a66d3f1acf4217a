// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator;

import io.weir.spi.batch.Batch;

/** Sends on the rows of all inputs. */
final class UnionOperator implements Operator {
    @Override
    public Progress onBatch(int input, Batch batch, Output out) {
        out.send(batch.retain());
        return Progress.DONE;
    }

    @Override
    public Progress onBarrier(Barrier barrier, Output out) {
        return Progress.DONE;
    }

    @Override
    public Progress resume(Output out) {
        return Progress.DONE;
    }
}
