package dev.mayday.world;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** A record like another, but for one component: tests say what they change and nothing else. */
public final class Records {
  private Records() {}

  /** The record with another value in the named component. */
  @SuppressWarnings("unchecked")
  public static <R extends Record> R with(R record, String component, Object value) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    if (Arrays.stream(components).noneMatch(one -> one.getName().equals(component)))
      throw new IllegalArgumentException(record.getClass() + " has no " + component);
    Object[] values =
        Arrays.stream(components)
            .map(one -> one.getName().equals(component) ? value : read(one, record))
            .toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("every record has its constructor", impossible);
    }
  }

  private static Object read(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException("every component can be read", impossible);
    }
  }
}
