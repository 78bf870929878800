package dev.mayday.sandbox;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How large a sandbox is raised: the options of every command that raises one. */
public final class Size {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private int companies;
  private int keys;

  /** At least one. */
  @Option(
      names = "--companies",
      defaultValue = "1",
      description = "how many companies (default: ${DEFAULT-VALUE})")
  public void setCompanies(int companies) {
    this.companies = atLeast(1, companies, "--companies");
  }

  /** None, or more. */
  @Option(
      names = "--keys",
      defaultValue = "1313",
      description = "session keys of each company (default: ${DEFAULT-VALUE})")
  public void setKeys(int keys) {
    this.keys = atLeast(0, keys, "--keys");
  }

  /** How many companies. */
  public int companies() {
    return companies;
  }

  /** How many session keys each of them has. */
  public int keys() {
    return keys;
  }

  private int atLeast(int least, int given, String option) {
    if (given < least)
      throw new ParameterException(
          command.commandLine(), option + " is at least " + least + ", but got " + given);
    return given;
  }
}
