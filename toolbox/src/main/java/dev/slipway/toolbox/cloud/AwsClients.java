package dev.slipway.toolbox.cloud;

import dev.slipway.settings.AccountSettings;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Clients of AWS's services in the account and region of a stack. Credentials are found as the AWS CLI finds them: the
 * environment, a profile, AWS IAM Identity Center, a web identity ("Default credentials provider chain").
 */
public final class AwsClients {

    static {
        // The services depend on two other HTTP clients, and the SDK refuses to choose.
        System.setProperty(
                "software.amazon.awssdk.http.service.impl",
                "software.amazon.awssdk.http.urlconnection.UrlConnectionSdkHttpService");
    }

    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final String account;
    private final String caller;

    private AwsClients(Region region, AwsCredentialsProvider credentials) {
        this.region = region;
        this.credentials = credentials;
        try (var sts = client(StsClient.builder())) {
            var identity = sts.getCallerIdentity();
            this.account = identity.account();
            this.caller = identity.arn();
        } catch (SdkClientException e) {
            throw new CloudFailure(
                    "AWS cannot be reached, or you are not signed in to it: %s. Sign in, for example with 'aws sso login' and AWS_PROFILE."
                            .formatted(firstSentence(e.getMessage())));
        }
    }

    /**
     * Signs in to a stack's account.
     *
     * @throws CloudFailure if there are no credentials, or those of another account
     */
    public static AwsClients of(AccountSettings account) {
        var clients = in(account.region(), account.profile().orElse(null));
        if (!clients.account.equals(account.id())) {
            throw new CloudFailure(
                    "You are signed in to the AWS account %s, and the stack's account is %s. Sign in to that one, for example with AWS_PROFILE."
                            .formatted(clients.account, account.id()));
        }
        return clients;
    }

    /**
     * Signs in to whichever account the credentials are of.
     *
     * @param profile a profile of the AWS CLI's configuration; null for the default
     * @throws CloudFailure if there are no credentials
     */
    public static AwsClients in(String region, String profile) {
        var credentials = DefaultCredentialsProvider.builder();
        if (profile != null) {
            credentials.profileName(profile);
        }
        return new AwsClients(Region.of(region), credentials.build());
    }

    /** A client of a service, such as {@code client(EcsClient.builder())}. */
    public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.region(region).credentialsProvider(credentials).build();
    }

    /** The id of the account of the credentials. */
    public String account() {
        return account;
    }

    /** The ARN of the role or user of the credentials. */
    public String caller() {
        return caller;
    }

    public String region() {
        return region.id();
    }

    /** The SDK lists each provider that has no credentials after its first sentence. */
    private static String firstSentence(String message) {
        var end = message.indexOf(" : [");
        return (end < 0 ? message : message.substring(0, end)).replaceFirst("\\.$", "");
    }
}
