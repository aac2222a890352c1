package dev.slipway.toolbox.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.slipway.cost.Comparison;
import dev.slipway.cost.Estimate;
import dev.slipway.cost.Line;
import dev.slipway.cost.Price;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Estimates as JSON. Amounts are dollars with six decimals; a line without a price has null for it. */
public final class CostJson {

    private static final int DECIMALS = 6;

    private CostJson() {}

    /** One estimate. */
    public static String of(Estimate estimate, Optional<Integer> budget) {
        var values = values(estimate);
        values.put("budget", budget.orElse(null));
        values.put(
                "overBudget",
                budget.flatMap(limit -> estimate.over(BigDecimal.valueOf(limit)))
                        .isPresent());
        return text(values);
    }

    /** An object with an estimate for each column. */
    public static String of(Comparison comparison) {
        var columns = new LinkedHashMap<String, Object>();
        comparison.estimates().forEach((head, estimate) -> columns.put(head, values(estimate)));
        return text(columns);
    }

    private static Map<String, Object> values(Estimate estimate) {
        var values = new LinkedHashMap<String, Object>();
        values.put("environment", estimate.environment());
        values.put("region", estimate.region());
        values.put("hoursOfMonth", estimate.month().hours());
        values.put("hourly", amount(estimate.hourly()));
        values.put("daily", amount(estimate.daily()));
        values.put("monthly", amount(estimate.monthly()));
        values.put(
                "lines",
                estimate.lines().stream().map(line -> values(estimate, line)).toList());
        values.put("free", estimate.free());
        values.put("unknown", estimate.unknown());
        values.put("usage", UsageList.of(estimate.usage()));
        return values;
    }

    private static Map<String, Object> values(Estimate estimate, Line line) {
        var values = new LinkedHashMap<String, Object>();
        values.put("component", line.component());
        values.put("resources", line.resources());
        values.put("what", line.what());
        values.put("detail", line.detail());
        values.put("quantity", amount(line.quantity()));
        values.put("item", line.item());
        values.put("price", line.price().map(CostJson::values).orElse(null));
        values.put("borrowed", estimate.isBorrowed(line));
        values.put("hourly", amount(estimate.month().hourly(line.monthly())));
        values.put("daily", amount(estimate.month().daily(line.monthly())));
        values.put("monthly", amount(line.monthly()));
        return values;
    }

    private static Map<String, Object> values(Price price) {
        var values = new LinkedHashMap<String, Object>();
        values.put("dollars", price.dollars());
        values.put("unit", price.unit());
        values.put("region", price.region());
        values.put("page", price.source().page());
        values.put("url", price.source().url());
        values.put("quotedBy", price.source().quotedBy());
        values.put("read", price.source().read());
        return values;
    }

    private static BigDecimal amount(BigDecimal number) {
        return number.setScale(DECIMALS, RoundingMode.HALF_UP);
    }

    private static String text(Map<String, Object> values) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an estimate contains only values that JSON supports", e);
        }
    }
}
