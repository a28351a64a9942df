package dev.steward.platform;

import org.camunda.bpm.engine.delegate.TaskListener;

/** Carries out a task that is completed, from the fields of its form ({@link SentFields}). */
public interface FormListener extends TaskListener {}
