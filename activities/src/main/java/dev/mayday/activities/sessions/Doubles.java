package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.CompanyJudge.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Companies that would be started with one and the same identity, and throw each other out. Files:
 * a folder that somebody copied; the one that had the identity at the fallback keeps it, and where
 * that does not tell, none is brought. Rows that stay as they are: credentials that changed places
 * in the database meanwhile; whoever has another company's is not started.
 */
record Doubles(List<Verdict> judged) {
  List<Verdict> settled() {
    List<Verdict> files = files();
    return files.stream().map(one -> one.rows().isEmpty() ? one : kept(one, files)).toList();
  }

  private static Verdict kept(Verdict one, List<Verdict> all) {
    if (one.rows().equals(one.was())) return one;
    return all.stream()
        .filter(other -> !name(other).equals(name(one)))
        .filter(other -> List.of(other.was(), other.started()).contains(one.rows()))
        .findFirst()
        .map(other -> one.forbidden("its rows hold the identity of company " + name(other)))
        .orElse(one);
  }

  private static String name(Verdict one) {
    return one.state().company();
  }

  private List<Verdict> files() {
    Map<String, List<Verdict>> same =
        judged.stream().filter(Verdict::bring).collect(Collectors.groupingBy(Verdict::identity));
    return judged.stream()
        .map(one -> one.bring() ? settled(one, same.get(one.identity())) : one)
        .toList();
  }

  private static Verdict settled(Verdict one, List<Verdict> same) {
    boolean only = one.owner() && same.stream().filter(Verdict::owner).count() == 1;
    if (same.size() == 1 || only) return one;
    String others =
        same.stream()
            .filter(Predicate.not(one::equals))
            .limit(3)
            .map(Doubles::name)
            .collect(Collectors.joining(", "));
    return one.forbidden("the same identity is in the files of company " + others);
  }
}
