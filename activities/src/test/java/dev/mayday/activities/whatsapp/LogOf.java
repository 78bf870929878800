package dev.mayday.activities.whatsapp;

import dev.mayday.incident.NodeProcess;
import dev.mayday.incident.Settings;
import dev.mayday.system.Fence;
import dev.mayday.system.LogFindings;
import dev.mayday.system.LogMark;
import dev.mayday.system.LogTimes;
import dev.mayday.system.Pm2;
import dev.mayday.system.ProcessState;
import dev.mayday.system.SavedProcess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of which only the log is of interest: lines are added, matches are counted. */
final class LogOf implements Pm2 {
  final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public LogFindings log(
      NodeProcess process, LogMark since, List<String> patterns, List<String> errorPatterns) {
    Map<String, Integer> matches = new HashMap<>();
    Map<String, List<String>> companies = new HashMap<>();
    for (String pattern : patterns) {
      List<Matcher> found =
          lines.stream().map(Pattern.compile(pattern)::matcher).filter(Matcher::find).toList();
      matches.put(pattern, found.size());
      if (pattern.contains("(?<company>"))
        companies.put(
            pattern, found.stream().map(one -> one.group("company")).distinct().sorted().toList());
    }
    return new LogFindings(matches, List.of(), lines.size(), companies);
  }

  @Override
  public LogMark mark(NodeProcess process) {
    return new LogMark(0, 0, 0, 0);
  }

  @Override
  public List<LogTimes> times(NodeProcess process, LogMark since, List<String> patterns) {
    List<LogTimes> all = new ArrayList<>();
    for (String pattern : patterns)
      for (String line : lines) {
        Matcher found = Pattern.compile(pattern).matcher(line);
        if (!found.find()) continue;
        Instant at = Instant.parse(found.group("time"));
        all.add(new LogTimes(pattern, found.group("company"), at, at));
      }
    return all;
  }

  @Override
  public boolean begun(NodeProcess process, Settings settings, Map<String, String> environment) {
    throw noProcess("begun");
  }

  @Override
  public ProcessState restart(
      NodeProcess process, Settings settings, Map<String, String> environment, Fence fence) {
    throw noProcess("restart");
  }

  @Override
  public ProcessState state(NodeProcess process, Settings settings) {
    throw noProcess("state");
  }

  @Override
  public LogMark stop(NodeProcess process, Fence fence) {
    throw noProcess("stop");
  }

  @Override
  public ProcessState start(
      NodeProcess process, Settings settings, Map<String, String> environment, Fence fence) {
    throw noProcess("start");
  }

  @Override
  public void putBack(NodeProcess process, Settings settings, ProcessState was, Fence fence) {
    throw noProcess("putBack");
  }

  @Override
  public ProcessState steady(NodeProcess process, Settings settings) {
    throw noProcess("steady");
  }

  private static UnsupportedOperationException noProcess(String method) {
    return new UnsupportedOperationException(
        "a log alone has no process to %s\nHINT: give this test a Pm2 of its own where it needs Pm2.%s"
            .formatted(method, method));
  }

  @Override
  public SavedProcess saved(NodeProcess process, Settings settings) {
    throw noProcess("saved");
  }

  @Override
  public void save(
      NodeProcess process, Settings settings, SavedProcess from, SavedProcess to, Fence fence) {
    throw noProcess("save");
  }
}
