package dev.slipway.cost;

import java.math.BigDecimal;

/**
 * What a plan does not say: how much of an environment is used in a month.
 *
 * @param requests requests to the environment
 * @param dataOut GB that users download
 * @param egress GB that tasks exchange with AWS's services and the internet, through NAT gateways or interface endpoints
 * @param logs GB of log lines, all logs together
 * @param metrics custom metrics, including those of Container Insights
 * @param lcu the load balancer's capacity units, on average
 * @param objects GB in all S3 buckets
 * @param files GB in the file system
 * @param images GB of images in the registry
 * @param backups GB of database backups beyond the size of its storage, which RDS includes
 * @param samples millions of samples that Prometheus stores
 * @param auroraCapacity capacity units (ACU) that each serverless instance of Aurora uses on average
 * @param auroraStorage GB in Aurora's storage
 * @param auroraRequests millions of reads and writes of that storage
 * @param jobHours hours that each job runs
 * @param queries millions of DNS queries for names of a zone, except for load balancers, which are free
 */
public record Usage(
        BigDecimal requests,
        BigDecimal dataOut,
        BigDecimal egress,
        BigDecimal logs,
        BigDecimal metrics,
        BigDecimal lcu,
        BigDecimal objects,
        BigDecimal files,
        BigDecimal images,
        BigDecimal backups,
        BigDecimal samples,
        BigDecimal auroraCapacity,
        BigDecimal auroraStorage,
        BigDecimal auroraRequests,
        BigDecimal jobHours,
        BigDecimal queries) {

    /** The usage of whole numbers, in the order of the components. */
    public static Usage of(
            long requests,
            long dataOut,
            long egress,
            long logs,
            long metrics,
            long lcu,
            long objects,
            long files,
            long images,
            long backups,
            long samples,
            long auroraCapacity,
            long auroraStorage,
            long auroraRequests,
            long jobHours,
            long queries) {
        return new Usage(
                BigDecimal.valueOf(requests),
                BigDecimal.valueOf(dataOut),
                BigDecimal.valueOf(egress),
                BigDecimal.valueOf(logs),
                BigDecimal.valueOf(metrics),
                BigDecimal.valueOf(lcu),
                BigDecimal.valueOf(objects),
                BigDecimal.valueOf(files),
                BigDecimal.valueOf(images),
                BigDecimal.valueOf(backups),
                BigDecimal.valueOf(samples),
                BigDecimal.valueOf(auroraCapacity),
                BigDecimal.valueOf(auroraStorage),
                BigDecimal.valueOf(auroraRequests),
                BigDecimal.valueOf(jobHours),
                BigDecimal.valueOf(queries));
    }

    /** A copy with so many times the traffic: requests, data, logs and capacity units. What is stored stays. */
    public Usage times(int factor) {
        var by = BigDecimal.valueOf(factor);
        return new Usage(
                requests.multiply(by),
                dataOut.multiply(by),
                egress.multiply(by),
                logs.multiply(by),
                metrics,
                lcu.multiply(by),
                objects,
                files,
                images,
                backups,
                samples,
                auroraCapacity.multiply(by),
                auroraStorage,
                auroraRequests.multiply(by),
                jobHours,
                queries.multiply(by));
    }
}
