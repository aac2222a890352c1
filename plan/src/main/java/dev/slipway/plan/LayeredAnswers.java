package dev.slipway.plan;

import java.util.Map;

/** Answers on top of others, which answer everything that an implementation does not override. */
public interface LayeredAnswers extends Answers {

    /** The answers below. */
    Answers others();

    @Override
    default Map<String, Object> created(String type, String name, Map<String, Object> inputs) {
        return others().created(type, name, inputs);
    }

    @Override
    default Map<String, Object> invoked(String token, Map<String, Object> args) {
        return others().invoked(token, args);
    }

    @Override
    default Map<String, Object> stackOutputs(String stackName) {
        return others().stackOutputs(stackName);
    }
}
