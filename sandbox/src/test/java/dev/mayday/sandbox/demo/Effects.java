package dev.mayday.sandbox.demo;

import dev.mayday.system.Approvers;
import dev.mayday.system.Effect;
import dev.mayday.system.EnvFile;
import dev.mayday.system.Estate;
import dev.mayday.system.Git;
import dev.mayday.system.Incidents;
import dev.mayday.system.Neighbours;
import dev.mayday.system.Notifier;
import dev.mayday.system.Pm2;
import dev.mayday.system.Postgres;
import dev.mayday.system.Queues;
import dev.mayday.system.Reports;
import dev.mayday.system.SessionRows;
import dev.mayday.system.Sessions;
import dev.mayday.system.WarmCopy;
import dev.mayday.system.WhatsApp;
import io.temporal.common.metadata.POJOActivityInterfaceMetadata;
import io.temporal.common.metadata.POJOActivityMethodMetadata;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How each activity type bears repetition, as its port says. */
final class Effects {
  private static final Map<String, Effect> OF =
      Stream.of(
              Approvers.class,
              EnvFile.class,
              Estate.class,
              Git.class,
              Incidents.class,
              Neighbours.class,
              Notifier.class,
              Pm2.class,
              Postgres.class,
              Queues.class,
              Reports.class,
              SessionRows.class,
              Sessions.class,
              WarmCopy.class,
              WhatsApp.class)
          .map(POJOActivityInterfaceMetadata::newInstance)
          .flatMap(port -> port.getMethodsMetadata().stream())
          .collect(
              Collectors.toMap(POJOActivityMethodMetadata::getActivityTypeName, Effects::said));

  private Effects() {}

  /** What the port says of an activity type. */
  static Effect of(String activity) {
    Effect effect = OF.get(activity);
    if (effect == null) throw new AssertionError("no port is known that has " + activity);
    return effect;
  }

  private static Effect said(POJOActivityMethodMetadata method) {
    return method.getMethod().getAnnotation(Effect.class);
  }
}
