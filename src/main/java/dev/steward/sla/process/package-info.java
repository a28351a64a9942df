/** Reads the service level table, {@code bpmn/service-level.dmn}, with the engine's decision evaluation. */
@NullMarked
package dev.steward.sla.process;

import org.jspecify.annotations.NullMarked;
