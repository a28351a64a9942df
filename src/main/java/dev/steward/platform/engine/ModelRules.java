package dev.steward.platform.engine;

import dev.steward.platform.Refusal;
import java.util.Set;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.impl.util.xml.Namespace;

/** What no model may contain, whoever deploys it: scripts, and Java classes by name. */
class ModelRules extends AbstractBpmnParseListener {

    private static final Set<String> ELEMENTS = Set.of("scriptTask", "script");

    private static final Namespace CAMUNDA =
            new Namespace("http://camunda.org/schema/1.0/bpmn", "http://activiti.org/bpmn");

    @Override
    public void parseProcess(Element process, ProcessDefinitionEntity definition) {
        check(process);
    }

    private static void check(Element element) {
        if (ELEMENTS.contains(element.getTagName())
                || (element.getTagName().equals("conditionExpression") && element.attribute("language") != null)) {
            throw Refusal.invalid(name(element), "scripts are not allowed in models");
        }
        if (element.attributeNS(CAMUNDA, "class") != null || element.attribute("class") != null) {
            throw Refusal.invalid(name(element), "class names are not allowed in models; use a bean expression");
        }
        element.elements().forEach(ModelRules::check);
    }

    private static String name(Element element) {
        String id = element.attribute("id");
        return id == null ? element.getTagName() : id;
    }
}
