package io.triggerscope.ui;

import io.triggerscope.model.TriggerError;

/** The ways from the Errors screen to others. Confined to the FX thread. */
interface ErrorLinks {

  /** To Operations, where the log can be installed and cleaned up. */
  void toOperations();

  /** To the timeline, with the transaction of an error. */
  void toTimeline(TriggerError error);

  /** To the triggers of a table. */
  void toTrigger(String table);
}
