package io.triggerscope.model;

/** What a database is for, as its user said; PROD asks for care. */
public enum Environment {
  NONE,
  DEV,
  STAGE,
  PROD
}
