package dev.slipway.app.http;

/** Hears of each request when it is over: logs and metrics. */
@FunctionalInterface
public interface ExchangeListener {

    /**
     * A request is over.
     *
     * @param status of the reply, or 499 where the caller left before there was one
     * @param nanos  from the first byte of the request to the last of the reply
     * @param bytes  of the reply
     */
    void completed(Exchange exchange, int status, long nanos, long bytes);
}
