// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.runtime;

import io.weir.executor.operator.Barrier;

/** What a task tells its job. */
interface TaskEvents {
    /** Whether the job is over and its tasks are to stop. */
    boolean cancelled();

    /** The task has done all that a barrier asks, and sent it on. */
    void passed(Barrier barrier);

    /** The task is to be frozen: it has passed a barrier that takes a checkpoint, and done nothing since. */
    void checkpoint(Task task, Barrier barrier);

    void failed(Task task, Throwable reason);

    /** The task will do nothing any more. */
    void stopped();
}
