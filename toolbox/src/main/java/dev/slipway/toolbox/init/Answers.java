package dev.slipway.toolbox.init;

/**
 * What a team's copy of the template is called, and where it runs.
 *
 * @param name the project's name, with which the names of all resources begin
 * @param zone the DNS zone of the environments' host names
 * @param account the id of the AWS account, 12 digits
 * @param repository on GitHub, as owner/name or owner@id/name@id
 * @param email the address that gets alarms and notifications of the budget
 */
public record Answers(String name, String zone, String region, String account, String repository, String email) {

    public Answers withName(String other) {
        return new Answers(other, zone, region, account, repository, email);
    }

    public Answers withZone(String other) {
        return new Answers(name, other, region, account, repository, email);
    }

    public Answers withRegion(String other) {
        return new Answers(name, zone, other, account, repository, email);
    }

    public Answers withAccount(String other) {
        return new Answers(name, zone, region, other, repository, email);
    }

    public Answers withRepository(String other) {
        return new Answers(name, zone, region, account, other, email);
    }

    public Answers withEmail(String other) {
        return new Answers(name, zone, region, account, repository, other);
    }

    /** A copy in which others take the place of empty answers. */
    public Answers or(Answers others) {
        return new Answers(
                either(name, others.name),
                either(zone, others.zone),
                either(region, others.region),
                either(account, others.account),
                either(repository, others.repository),
                either(email, others.email));
    }

    private static String either(String answer, String other) {
        return answer.isEmpty() ? other : answer;
    }
}
