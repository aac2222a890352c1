package dev.slipway.edge;

import com.pulumi.aws.acm.CertificateArgs;
import com.pulumi.aws.acm.CertificateValidation;
import com.pulumi.aws.acm.CertificateValidationArgs;
import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
import com.pulumi.core.Either;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import dev.slipway.component.Component;

import java.time.Duration;
import java.util.List;

/** A certificate for one host name, validated by a DNS record, renewed by ACM as long as that record exists. */
public final class Certificate extends Component {

    /**
     * If the zone is not delegated, ACM waits 72 hours for the record, and the provider 75 minutes. In a delegated zone, ACM
     * finds the record within minutes.
     */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final CertificateValidation validation;

    public Certificate(String name, String domain, Output<String> zoneId, ComponentResourceOptions options) {
        super("slipway:edge:Certificate", name, options);
        var certificate = new com.pulumi.aws.acm.Certificate(
                named("certificate"),
                CertificateArgs.builder()
                        .domainName(domain)
                        .validationMethod("DNS")
                        .keyAlgorithm("RSA_2048")
                        .tags(nameTag("certificate"))
                        .build(),
                owned());
        var validationOption = certificate.domainValidationOptions().applyValue(all -> all.getFirst());
        var record = new Record(
                named("validation"),
                RecordArgs.builder()
                        .zoneId(zoneId)
                        .name(validationOption.applyValue(
                                option -> option.resourceRecordName().orElseThrow()))
                        .type(validationOption.applyValue(option ->
                                Either.ofLeft(option.resourceRecordType().orElseThrow())))
                        .records(validationOption.applyValue(
                                option -> List.of(option.resourceRecordValue().orElseThrow())))
                        .ttl(300)
                        // The same name in two environments needs the same record.
                        .allowOverwrite(true)
                        .build(),
                owned());
        validation = new CertificateValidation(
                named("validated"),
                CertificateValidationArgs.builder()
                        .certificateArn(certificate.arn())
                        .validationRecordFqdns(record.fqdn().applyValue(one -> List.of(one)))
                        .build(),
                owned(more -> more.customTimeouts(
                        CustomTimeouts.builder().create(TIMEOUT).build())));
        registerOutputs();
    }

    /** The certificate's ARN, available once it is valid. */
    public Output<String> arn() {
        return validation.certificateArn();
    }
}
