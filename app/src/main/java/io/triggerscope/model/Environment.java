package io.triggerscope.model;

/** What a database is for, as its user said; the later, the more care it asks for. */
public enum Environment {
  NONE,
  DEV,
  STAGE,
  PROD
}
