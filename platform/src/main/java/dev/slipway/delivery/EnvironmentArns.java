package dev.slipway.delivery;

import dev.slipway.settings.AccountSettings;

/** The ARN patterns of one environment's resources, which are named after the project and the environment. */
record EnvironmentArns(String project, String environment, AccountSettings account) {

    /** The prefix of every name. */
    String name() {
        return project + "-" + environment;
    }

    /** A resource in the settings' region. */
    String regional(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, account.region(), account.id(), resource);
    }

    String role(String role) {
        return "arn:aws:iam::%s:role/%s".formatted(account.id(), role);
    }

    String buckets() {
        return bucket(name() + "-*");
    }

    static String bucket(String bucket) {
        return "arn:aws:s3:::" + bucket;
    }

    String logGroups() {
        return regional("logs", "log-group:/%s/%s/*".formatted(project, environment));
    }

    String parameters() {
        return regional("ssm", "parameter/%s/%s/*".formatted(project, environment));
    }

    /** The administrator secrets that RDS stores. Their names do not identify the database, but their tags do. */
    String databaseSecrets() {
        return regional("secretsmanager", "secret:rds!db-*");
    }

    /** The secrets of OIDC clients: {@code <project>/<stack>/…}. */
    String signInSecrets() {
        return regional("secretsmanager", "secret:%s/%s/*".formatted(project, environment));
    }

    /** The database. */
    String database() {
        return regional("rds", "db:" + name());
    }

    /** The same as a cluster of Aurora. */
    String databaseCluster() {
        return regional("rds", "cluster:" + name());
    }

    /** The same secrets of clusters. */
    String clusterSecrets() {
        return regional("secretsmanager", "secret:rds!cluster-*");
    }

    /** The bucket of Pulumi's state, which all stacks of the project share. */
    String stateBucket() {
        return bucket("%s-state-%s".formatted(project, account.id()));
    }

    /** The permissions boundary of every role of the environment. */
    String boundary() {
        return "arn:aws:iam::%s:policy/%s-boundary".formatted(account.id(), name());
    }
}
