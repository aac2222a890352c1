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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** A certificate for an environment's host names, validated by DNS records, renewed by ACM as long as those exist. */
public final class Certificate extends Component {

    /**
     * If the zone is not delegated, ACM waits 72 hours for the record, and the provider 75 minutes. In a delegated zone, ACM
     * finds the record within minutes.
     */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final CertificateValidation validation;

    /** @param names the host names and wildcards, beginning with the environment's own */
    public Certificate(String name, List<String> names, Output<String> zoneId, ComponentResourceOptions options) {
        super("slipway:edge:Certificate", name, options);
        var others = names.subList(1, names.size());
        var settings = CertificateArgs.builder()
                .domainName(names.getFirst())
                .validationMethod("DNS")
                .keyAlgorithm("RSA_2048")
                .tags(nameTag("certificate"));
        if (!others.isEmpty()) {
            settings.subjectAlternativeNames(others);
        }
        var certificate = new com.pulumi.aws.acm.Certificate(named("certificate"), settings.build(), owned());
        var records = new ArrayList<Output<String>>();
        // A wildcard and the name that it is below have the same record.
        for (var validated : new LinkedHashSet<>(
                names.stream().map(Certificate::withoutWildcard).toList())) {
            records.add(record(certificate, validated, validated.equals(names.getFirst()), zoneId));
        }
        validation = new CertificateValidation(
                named("validated"),
                CertificateValidationArgs.builder()
                        .certificateArn(certificate.arn())
                        .validationRecordFqdns(Output.all(records))
                        .build(),
                owned(more -> more.customTimeouts(
                        CustomTimeouts.builder().create(TIMEOUT).build())));
        registerOutputs();
    }

    private Output<String> record(
            com.pulumi.aws.acm.Certificate certificate, String name, boolean first, Output<String> zoneId) {
        var option = certificate
                .domainValidationOptions()
                .applyValue(all -> all.stream()
                        .filter(each ->
                                withoutWildcard(each.domainName().orElseThrow()).equals(name))
                        .findFirst()
                        .orElseThrow());
        return new Record(
                        named(first ? "validation" : "validation-" + name),
                        RecordArgs.builder()
                                .zoneId(zoneId)
                                .name(option.applyValue(
                                        each -> each.resourceRecordName().orElseThrow()))
                                .type(option.applyValue(each ->
                                        Either.ofLeft(each.resourceRecordType().orElseThrow())))
                                .records(option.applyValue(each ->
                                        List.of(each.resourceRecordValue().orElseThrow())))
                                .ttl(300)
                                // The same name in two environments needs the same record.
                                .allowOverwrite(true)
                                .build(),
                        owned())
                .fqdn();
    }

    private static String withoutWildcard(String name) {
        return name.startsWith("*.") ? name.substring(2) : name;
    }

    /** The certificate's ARN, available once it is valid. */
    public Output<String> arn() {
        return validation.certificateArn();
    }
}
