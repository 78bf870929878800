package dev.mayday.activities.sessions;

import dev.mayday.activities.sessions.CompanyJudge.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Companies whose files hold one and the same identity: a folder that somebody copied. Both in the
 * rows, they would throw each other out. The one that had the identity at the fallback keeps it;
 * where that does not tell, none is brought.
 */
record Doubles(List<Verdict> judged) {
  List<Verdict> settled() {
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
            .map(other -> other.state().company())
            .collect(Collectors.joining(", "));
    return one.forbidden("the same identity is in the files of company " + others);
  }
}
