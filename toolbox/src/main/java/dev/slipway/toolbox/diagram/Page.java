package dev.slipway.toolbox.diagram;

/** The place of the estate's picture in a Markdown page. */
public final class Page {

    public static final String BEGIN = "<!-- estate:begin -->";
    public static final String END = "<!-- estate:end -->";

    private Page() {}

    /** Whether both marks are there, in order. */
    public static boolean hasRoom(String page) {
        return page.contains(BEGIN) && page.indexOf(END) > page.indexOf(BEGIN);
    }

    /** The page with this picture between its marks, in place of what was there. */
    public static String with(String page, String picture) {
        return page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                + "\n```mermaid\n" + picture + "```\n"
                + page.substring(page.indexOf(END));
    }
}
