// SPDX-License-Identifier: Apache-2.0
package io.weir.executor.operator.aggregate;

import io.weir.spi.batch.Batch;

/**
 * The exact products of two DOUBLE arguments for each row of an intake, each as a sum of two {@code double}s.
 *
 * <p>Error of a product by fused multiply-add: W. Kahan.
 */
final class ProductColumn implements Addends {
    private final Intake intake;
    private final DoubleColumn left;
    private final DoubleColumn right;

    private long turn;
    private double[] products = {};
    private double[] lost = {};

    ProductColumn(Intake intake, DoubleColumn left, DoubleColumn right) {
        this.intake = intake;
        this.left = left;
        this.right = right;
    }

    @Override
    public double[] values() {
        if (turn != intake.turn()) {
            turn = intake.turn();
            multiply();
        }
        return products;
    }

    @Override
    public double[] errors() {
        return lost;
    }

    private void multiply() {
        int count = intake.count();
        if (products.length < count) {
            products = new double[Math.max(Batch.MAX_ROWS, count)];
            lost = new double[products.length];
        }
        double[] a = left.values();
        double[] b = right.values();
        for (int i = 0; i < count; i++) {
            double product = a[i] * b[i];
            products[i] = product;
            lost[i] = Math.fma(a[i], b[i], -product);
        }
    }
}
