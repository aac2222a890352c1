package dev.slipway.toolbox.rehearsal;

import dev.slipway.plan.Answers;
import dev.slipway.plan.LayeredAnswers;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * AWS's answers, except for resources that a rehearsal runs on this machine, so that the plan's task definition refers to
 * them.
 */
record RehearsalAnswers(Answers others, int databasePort, LocalAws local) implements LayeredAnswers {

    @Override
    public Map<String, Object> created(String type, String name, Map<String, Object> inputs) {
        var answer = new LinkedHashMap<>(others.created(type, name, inputs));
        if (type.equals("aws:rds/instance:Instance")) {
            answer.put("address", "127.0.0.1");
            answer.put("port", databasePort);
            answer.put("endpoint", "127.0.0.1:" + databasePort);
        }
        if (type.equals("aws:rds/cluster:Cluster")) {
            answer.put("endpoint", "127.0.0.1");
            answer.put("readerEndpoint", "127.0.0.1");
            answer.put("port", databasePort);
        }
        if (type.equals("aws:sqs/queue:Queue")) {
            answer.put("url", local.queueUrl(String.valueOf(answer.get("name"))));
        }
        return answer;
    }
}
