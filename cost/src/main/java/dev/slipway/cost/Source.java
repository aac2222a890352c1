package dev.slipway.cost;

/**
 * Where a price was read.
 *
 * @param read the day, or only the month or year where no more is known, as in ISO 8601
 * @param page the title of AWS's page or list
 * @param quotedBy what quoted the page; empty if the page itself was read
 */
public record Source(String read, String page, String url, String quotedBy) {}
