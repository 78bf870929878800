package dev.mayday.world;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A record like another, but for a few components: tests say what they change, nothing else. */
public final class Records {
  private Records() {}

  /** The record with another value in the named component. */
  public static <R extends Record> R with(R record, String component, Object value) {
    return with(record, Collections.singletonMap(component, value));
  }

  /** The record with other values in the named components. */
  @SuppressWarnings("unchecked")
  public static <R extends Record> R with(R record, Map<String, ?> others) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    known(record.getClass(), components, others);
    Object[] values =
        Arrays.stream(components)
            .map(
                one ->
                    others.containsKey(one.getName())
                        ? others.get(one.getName())
                        : read(one, record))
            .toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("every record has its constructor", impossible);
    }
  }

  private static void known(Class<?> type, RecordComponent[] components, Map<String, ?> others) {
    List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (String other : others.keySet())
      if (!names.contains(other)) throw new IllegalArgumentException(type + " has no " + other);
  }

  private static Object read(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException("every component can be read", impossible);
    }
  }
}
