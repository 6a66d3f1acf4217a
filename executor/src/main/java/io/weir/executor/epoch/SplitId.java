// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.epoch;

/**
 * A split within a job.
 *
 * @param scan number of the scan in the job
 * @param split the split's own id
 */
public record SplitId(int scan, String split) {}
