package dev.slipway.app.http;

/** Called after each request: logs and metrics. */
@FunctionalInterface
public interface ExchangeListener {

    /**
     * Records one request.
     *
     * @param status of the reply, or 499 where the caller left before there was one
     * @param nanos  the time from the request's headers to the end of its reply
     * @param bytes  the size of the reply
     */
    void completed(Exchange exchange, int status, long nanos, long bytes);
}
