package dev.mayday.world;

import dev.mayday.incident.Target;
import dev.mayday.system.Approvers;
import dev.mayday.system.ApproversContract;
import java.util.List;

/** The fake keeps the same promises as the real one. */
class FakeApproversTest extends ApproversContract {
  private final World world = new World();
  private final FakePeople people = new FakePeople(world);

  @Override
  protected Approvers approvers() {
    return people;
  }

  @Override
  protected Target target() {
    return Services.TARGET;
  }

  @Override
  protected void deafen() {
    world.deaf = true;
  }

  @Override
  protected List<String> asked(String person) {
    return people.asked().stream()
        .filter(ask -> ask.people().contains(person))
        .map(ask -> ask.question().text())
        .toList();
  }

  @Override
  protected String code(
      String run, int question, String plan, String by, String answer, boolean breakGlass) {
    return FakePeople.code(run, question, plan, by, answer, breakGlass);
  }

  @Override
  protected String oneTimeCode(String run, int question, String plan, String person) {
    return FakePeople.oneTime(run, question, plan, person);
  }

  @Override
  protected String press(String run, int question, String plan, String by, String answer) {
    return FakePeople.press(run, question, plan, by, answer);
  }
}
