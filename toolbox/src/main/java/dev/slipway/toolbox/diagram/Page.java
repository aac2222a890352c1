package dev.slipway.toolbox.diagram;

/** The marked place for the diagram in a Markdown page. */
public final class Page {

    public static final String BEGIN = "<!-- estate:begin -->";
    public static final String END = "<!-- estate:end -->";

    private Page() {}

    /** Whether the page has both marks, in order. */
    public static boolean hasRoom(String page) {
        return page.contains(BEGIN) && page.indexOf(END) > page.indexOf(BEGIN);
    }

    /** The page with this diagram between its marks, replacing the former text. */
    public static String with(String page, String picture) {
        return page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                + "\n```mermaid\n" + picture + "```\n"
                + page.substring(page.indexOf(END));
    }
}
