package dev.slipway.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The prices of {@code prices.txt}, whose head describes its lines. */
public final class Prices {

    /** The region whose prices stand in for those that another region does not have. */
    public static final String SUBSTITUTE = "us-east-1";

    /** The region of a price that all regions have in common. */
    static final String EVERYWHERE = "*";

    private final Map<String, Price> prices = new LinkedHashMap<>();

    private Prices(String text) {
        var sources = new HashMap<String, Source>();
        text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\s*\\|\\s*", -1))
                .forEach(cells -> {
                    if (cells[0].equals("source")) {
                        sources.put(cells[1], new Source(cells[2], cells[3], cells[4], cells[5]));
                    } else {
                        add(new Price(cells[0], cells[1], cells[2], new BigDecimal(cells[3]), sources.get(cells[4])));
                    }
                });
    }

    /** The prices that this module has. */
    public static Prices known() {
        try (var file = Prices.class.getResourceAsStream("prices.txt")) {
            return new Prices(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The prices of a text in the format of the file.
     *
     * @throws IllegalArgumentException if a price has no source, or is there twice
     */
    public static Prices of(String text) {
        return new Prices(text);
    }

    private void add(Price price) {
        if (price.source() == null) {
            throw new IllegalArgumentException("the price of %s has no source".formatted(price.item()));
        }
        if (prices.put(key(price.item(), price.region()), price) != null) {
            throw new IllegalArgumentException("%s has two prices in %s".formatted(price.item(), price.region()));
        }
    }

    /** The price of an item in a region, or the one that all regions have, or that of {@link #SUBSTITUTE}. */
    public Optional<Price> find(String item, String region) {
        return Stream.of(region, EVERYWHERE, SUBSTITUTE)
                .flatMap(each -> Stream.ofNullable(prices.get(key(item, each))))
                .findFirst();
    }

    /** All prices, in the order of the file. */
    public List<Price> all() {
        return List.copyOf(prices.values());
    }

    /** The regions with prices of their own. */
    public SortedSet<String> regions() {
        var regions = new TreeSet<String>();
        prices.values().forEach(price -> regions.add(price.region()));
        regions.remove(EVERYWHERE);
        return regions;
    }

    private static String key(String item, String region) {
        return item + " " + region;
    }
}
