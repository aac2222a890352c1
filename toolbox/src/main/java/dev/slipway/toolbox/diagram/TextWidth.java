package dev.slipway.toolbox.diagram;

/**
 * An estimate of the width of text, in units of the picture. It does not ask the machine for its fonts, so that a picture has
 * the same bytes everywhere; boxes leave room for wider fonts.
 */
final class TextWidth {

    private static final String NARROW = "ijlft.,:;'|!()[]{}/ ";
    private static final String WIDE = "mwMW@%&…";

    private TextWidth() {}

    /** @param size the size of the font */
    static double of(String text, double size) {
        return size * text.chars().mapToDouble(TextWidth::ofCharacter).sum();
    }

    private static double ofCharacter(int character) {
        if (NARROW.indexOf(character) >= 0) {
            return 0.32;
        }
        if (WIDE.indexOf(character) >= 0) {
            return 0.88;
        }
        return Character.isUpperCase(character) ? 0.68 : 0.56;
    }
}
