package io.triggerscope.viewmodel;

import io.triggerscope.model.Failure;
import java.time.Instant;

/** Why a reading failed, and when. Immutable. */
public record Problem(Failure failure, Instant at) {}
