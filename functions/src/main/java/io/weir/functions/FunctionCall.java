// SPDX-License-Identifier: Apache-2.0
package io.weir.functions;

import io.weir.spi.type.DataType;
import java.util.List;

/**
 * A function found for a call, and the types that the arguments are to be cast to where theirs differ.
 *
 * @param argumentTypes one for each argument; equal to the argument's own type where nothing is to be done. The hidden
 *     argument is not among them.
 */
public record FunctionCall(FunctionSignature function, List<DataType> argumentTypes) {
    public FunctionCall {
        argumentTypes = List.copyOf(argumentTypes);
    }

    /** The type of the result when no argument is known to be a literal. */
    public DataType resultType() {
        return function.resultType(argumentTypes);
    }
}
