package dev.slipway.toolbox.rehearsal;

import dev.slipway.plan.Answers;
import dev.slipway.plan.LayeredAnswers;

import java.util.LinkedHashMap;
import java.util.Map;

/** AWS's answers, but for what is on this machine in a rehearsal: so the plan's own task definition finds it. */
record RehearsalAnswers(Answers others, int databasePort) implements LayeredAnswers {

    @Override
    public Map<String, Object> created(String type, String name, Map<String, Object> inputs) {
        var answer = new LinkedHashMap<>(others.created(type, name, inputs));
        if (type.equals("aws:rds/instance:Instance")) {
            answer.put("address", "127.0.0.1");
            answer.put("port", databasePort);
            answer.put("endpoint", "127.0.0.1:" + databasePort);
        }
        return answer;
    }
}
