package dev.mayday.activities.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mayday.system.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  @Test
  void reads_what_libpq_reads() {
    DatabaseUrl url =
        DatabaseUrl.parse(
            "env:X",
            "postgresql://bot%40home:p%3A%2F%25+w@db.example:6432/my%20db?sslmode=verify-full&application_name=x");
    assertThat(url.hosts()).containsExactly("db.example");
    assertThat(url.ports()).containsExactly(6432);
    assertThat(url.database()).isEqualTo("my db");
    assertThat(url.user()).isEqualTo("bot@home");
    assertThat(url.password()).isEqualTo("p:/%+w");
    assertThat(url.parameters()).containsEntry("sslmode", "verify-full");
  }

  @Test
  void reads_what_the_driver_reads() {
    DatabaseUrl url =
        DatabaseUrl.parse(
            "env:X", "jdbc:postgresql://[::1]:6432/db?user=me&password=a%2Bb&ssl=true");
    assertThat(url.hosts()).containsExactly("[::1]");
    assertThat(url.user()).isEqualTo("me");
    assertThat(url.password()).isEqualTo("a+b");
    assertThat(url.parameters()).containsOnlyKeys("ssl");
  }

  @Test
  void fills_in_what_is_not_said() {
    DatabaseUrl url = DatabaseUrl.parse("env:X", "postgres://me@/\n");
    assertThat(url.hosts()).containsExactly("localhost");
    assertThat(url.ports()).containsExactly(5432);
    assertThat(url.database()).isEqualTo("me");
    assertThat(url.password()).isEmpty();
  }

  @Test
  void keeps_an_unescaped_at_sign_in_the_password() {
    DatabaseUrl url = DatabaseUrl.parse("env:X", "postgresql://me:a@b@one:1,two:2/db");
    assertThat(url.password()).isEqualTo("a@b");
    assertThat(url.hosts()).containsExactly("one", "two");
    assertThat(url.ports()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mysql://me:hush-hush@db/x",
        "me:hush-hush@db/x",
        "postgresql://me:hush-hush%@db/x",
        "postgresql://me:hush-hush/x@db/x",
        "postgresql://me:4711/hush@db/x",
        "postgresql://me:99999/hush@db/x",
        "postgresql://me:hush-hush@db:99999/x",
        "postgresql://me:hush-hush@/x?host=/var/run/postgresql"
      })
  void refuses_the_rest_and_never_shows_it(String url) {
    assertThatThrownBy(() -> DatabaseUrl.parse("env:X", url))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("env:X")
        .hasMessageContaining("HINT: ")
        .hasMessageNotContaining("hush");
  }

  /** The first half looks like a port then, and the second like the name of a database. */
  @Test
  void shows_no_half_of_a_password_that_a_slash_cuts() {
    assertThatThrownBy(() -> DatabaseUrl.parse("env:X", "postgresql://me:47110815/x@db/x"))
        .hasMessageContaining("a slash before the @")
        .hasMessageNotContaining("4711");
  }

  @Test
  void does_not_print_what_it_knows() {
    DatabaseUrl url = DatabaseUrl.parse("env:X", "postgresql://me:hush-hush@db/x?sslpassword=hush");
    assertThat(url.toString()).doesNotContain("hush");
  }
}
