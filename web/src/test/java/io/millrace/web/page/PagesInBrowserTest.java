package io.millrace.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.model.id.SourceId;
import io.millrace.model.plant.SourceSpec;
import io.millrace.web.testing.Browser;
import io.millrace.web.testing.DataRoutes;
import io.millrace.web.testing.OpenedWeb;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The pages in a real browser. Skipped where there is no Chromium. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesInBrowserTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String COOKIE = "millrace-session=";

  private @Nullable OpenedWeb opened;
  private @Nullable Browser tab;
  private SourceId press = new SourceId(new java.util.UUID(0, 1));

  @BeforeAll
  void open() throws IOException, InterruptedException {
    Optional<Browser> found = Browser.open();
    assumeTrue(found.isPresent(), "There is no Chromium on this machine.");
    tab = found.get();
    OpenedWeb web = new OpenedWeb(DataRoutes::all);
    opened = web;
    press =
        web.plant
            .registry
            .sources()
            .create(web.plant.actor(), SourceSpec.of("Press").edit().simulated(true).build())
            .id();
    web.plant.awaitContext();
    web.plant.send(press, "press/1", "{\"force\":17.25}");
    browser()
        .cookie(
            url("/"), "millrace-session", web.owner().header("Cookie").substring(COOKIE.length()));
  }

  @AfterAll
  void close() {
    if (tab != null) {
      tab.close();
    }
    if (opened != null) {
      opened.close();
    }
  }

  private OpenedWeb web() {
    return java.util.Objects.requireNonNull(opened);
  }

  private Browser browser() {
    return java.util.Objects.requireNonNull(tab);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + web().web.port() + path;
  }

  private List<String> pages() {
    return web().web.routes().stream()
        .filter(route -> route.operationId().endsWith("Page"))
        .map(route -> route.path())
        .filter(path -> !path.equals("/sign-in") && !path.equals("/setup"))
        .toList();
  }

  private void awaitPage(String path) {
    await(path)
        .atMost(PATIENCE)
        .until(
            () ->
                browser()
                    .ask(
                        "String(location.pathname === '"
                            + path
                            + "' && document.readyState === 'complete' &&"
                            + " document.getElementById('who')?.textContent === 'Olga')")
                    .equals("true"));
  }

  @Test
  void every_page_works_and_fits_on_a_desk_and_on_a_phone_in_light_and_in_dark() {
    for (int width : new int[] {1440, 390}) {
      for (boolean dark : new boolean[] {false, true}) {
        browser().look(width, dark);
        for (String path : pages()) {
          browser().go(url(path));
          awaitPage(path);
          String where = path + " at " + width + (dark ? " dark" : " light");
          assertThat(
                  browser()
                      .ask(
                          "String(document.documentElement.scrollWidth -"
                              + " document.documentElement.clientWidth)"))
              .as(where)
              .isEqualTo("0");
          assertThat(browser().ask("document.documentElement.dataset.theme"))
              .isEqualTo(dark ? "dark" : "light");
          assertThat(browser().complaints()).as(where).isEmpty();
        }
      }
    }
  }

  @Test
  void whatever_can_be_pressed_or_filled_in_has_a_name() {
    browser().look(1440, false);
    for (String path : pages()) {
      browser().go(url(path));
      awaitPage(path);
      assertThat(
              browser()
                  .ask(
                      """
                      [...document.querySelectorAll("button, a, input, select")].filter((each) =>
                        !(each.textContent.trim() || each.getAttribute("aria-label")
                          || [...(each.labels ?? [])].some((label) => label.textContent.trim())))
                        .map((each) => each.outerHTML).join("\\n")
                      """))
          .as(path)
          .isEmpty();
      assertThat(browser().ask("String(document.querySelectorAll('h1').length)")).isEqualTo("1");
    }
  }

  @Test
  void a_value_shows_on_the_overview_the_moment_that_it_is_on_disk() {
    browser().look(1440, false);
    browser().go(url("/"));
    awaitPage("/");
    await()
        .atMost(PATIENCE)
        .until(
            () -> browser().ask("document.getElementById('values').textContent").contains("17.25"));
    web().plant.send(press, "press/1", "{\"force\":18.75}");
    await()
        .atMost(PATIENCE)
        .until(
            () -> browser().ask("document.getElementById('values').textContent").contains("18.75"));
    assertThat(browser().ask("document.getElementById('sources').textContent"))
        .contains("Press", "Simulated");
  }

  @Test
  void a_point_is_listed_with_its_machine_or_else_its_source_and_channel() {
    byte[] file =
        """
        {"format":"millrace-plant-1",
         "assets":[{"path":"Works","level":"site","zone":"Europe/Berlin"},{"path":"Works/Saw"}],
         "points":[{"path":"Works/Saw/Speed","kind":"double"}]}"""
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    web().owner().send("POST", "/api/v1/import?wait=true", "application/json", file);
    browser().look(1440, false);
    browser().go(url("/points"));
    awaitPage("/points");
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              String hits = browser().ask("document.getElementById('hits').textContent");
              return hits.contains("Press/press/1") && hits.contains("Works/Saw");
            });
    assertThat(web().owner().get("/api/v1/search?types=POINT&q=force").text())
        .contains("Press/press/1");
  }

  @Test
  void somebody_who_signs_in_comes_back_to_the_page_that_was_asked_for() {
    browser().look(1440, false);
    browser().cookie(url("/"), "millrace-session", "");
    try {
      browser().go(url("/sources"));
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  browser()
                      .ask("String(Boolean(document.querySelector('#form [type=submit]')))")
                      .equals("true"));
      // The module that listens runs after the page is complete.
      await().atMost(PATIENCE).until(() -> browser().ask("document.readyState").equals("complete"));
      String ignored =
          browser()
              .ask(
                  "login.value = 'olga@foundry.example'; password.value = '"
                      + OpenedWeb.PASSWORD.reveal()
                      + "'; document.querySelector('[type=submit]').click(); ''");
      awaitPage("/sources");
    } finally {
      browser()
          .cookie(
              url("/"),
              "millrace-session",
              web().owner().header("Cookie").substring(COOKIE.length()));
    }
  }
}
