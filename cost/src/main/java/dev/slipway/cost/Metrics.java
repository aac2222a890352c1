package dev.slipway.cost;

import java.math.BigDecimal;
import java.util.Set;

/**
 * Managed Prometheus and Grafana workspaces. A Grafana workspace is paid by the people who use it in a month, at least one editor.
 * Storage and queries are cents beside the samples.
 */
final class Metrics implements Pricer {

    private static final String PROMETHEUS = "aws:amp/workspace:Workspace";
    private static final String GRAFANA = "aws:grafana/workspace:Workspace";

    @Override
    public Set<String> types() {
        return Set.of(PROMETHEUS, GRAFANA);
    }

    @Override
    public void price(Bill bill) {
        bill.byComponent(PROMETHEUS)
                .values()
                // The price is for ten million.
                .forEach(workspaces -> bill.add(
                        workspaces,
                        "samples",
                        "",
                        bill.usage().samples().divide(BigDecimal.TEN),
                        "prometheus.samples"));
        bill.byComponent(GRAFANA)
                .values()
                .forEach(workspaces -> bill.add(
                        workspaces, "Grafana", "one editor", BigDecimal.valueOf(workspaces.size()), "grafana.editor"));
    }
}
