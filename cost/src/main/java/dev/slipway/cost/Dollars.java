package dev.slipway.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts as text. */
public final class Dollars {

    private static final int CENTS = 2;

    private Dollars() {}

    /** To the cent, with a dollar sign: {@code $1,234.50}. */
    public static String text(BigDecimal amount) {
        return "$" + text(amount, CENTS);
    }

    /** With so many decimals and without a dollar sign. */
    public static String text(BigDecimal amount, int decimals) {
        return "%,.{n}f"
                .replace("{n}", String.valueOf(decimals))
                .formatted(amount.setScale(decimals, RoundingMode.HALF_UP));
    }

    /** A price or quantity with the decimals that it has, and no zeros at their end. */
    public static String exact(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return "%,.{n}f"
                .replace("{n}", String.valueOf(Math.max(0, stripped.scale())))
                .formatted(stripped);
    }
}
