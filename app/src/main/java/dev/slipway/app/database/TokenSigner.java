package dev.slipway.app.database;

import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** AWS's signer, in a class of its own so that the SDK is loaded only where tokens are used. */
final class TokenSigner {

    private static final Map<String, TokenSigner> BY_REGION = new ConcurrentHashMap<>();

    private final RdsUtilities utilities;

    private TokenSigner(String region) {
        utilities = RdsUtilities.builder()
                .region(Region.of(region))
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .build();
    }

    static TokenSigner instance(String region) {
        return BY_REGION.computeIfAbsent(region, TokenSigner::new);
    }

    String token(String user, String host, int port) {
        return utilities.generateAuthenticationToken(
                request -> request.hostname(host).port(port).username(user));
    }
}
