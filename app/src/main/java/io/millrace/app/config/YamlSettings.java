package io.millrace.app.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The configuration file's form: sections, and in each {@code name: value}. YAML is read as a tree
 * with line numbers and never turned into objects, so that tags and types of YAML mean nothing
 * here.
 */
final class YamlSettings {
  /** The largest file that is looked at, in characters. */
  static final int LONGEST_FILE = 64 * 1024;

  private static final int DEEPEST_NESTING = 8;

  private final String fileName;
  private final Problems problems;
  private final List<RawSetting> found = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  YamlSettings(String fileName, Problems problems) {
    this.fileName = fileName;
    this.problems = problems;
  }

  /** Reads the text; what is not of the file's form goes to the problems. */
  List<RawSetting> read(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(fileName)
            .setCodePointLimit(LONGEST_FILE)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      if (isTooDeep(settings, text)) {
        problems.add(fileName, "is nested too deeply; it has sections with settings, no more.");
        return List.of();
      }
      Optional<Node> root = new Compose(settings).composeString(text);
      root.ifPresent(this::readRoot);
    } catch (MarkedYamlEngineException e) {
      problems.add(place(e.getProblemMark()), "is not valid YAML: " + e.getProblem() + ".");
    } catch (YamlEngineException e) {
      problems.add(fileName, "is not valid YAML: " + firstLine(e.getMessage()));
    }
    return found;
  }

  /** Looks at the nesting before the tree is built, because building it recurses. */
  private static boolean isTooDeep(LoadSettings settings, String text) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> {}
      }
      if (depth > DEEPEST_NESTING) {
        return true;
      }
    }
    return false;
  }

  private void readRoot(Node root) {
    if (!(root instanceof MappingNode sections)) {
      problems.add(place(root), "must be sections with settings, such as 'http:'.");
      return;
    }
    for (NodeTuple section : sections.getValue()) {
      String name = keyOf(section);
      if (name == null) {
        continue;
      }
      if (section.getValueNode() instanceof MappingNode entries) {
        entries.getValue().forEach(entry -> readEntry(name, entry));
      } else if (!isEmpty(section.getValueNode())) {
        String dotted = name.contains(".") ? " Settings stand below their section, indented." : "";
        problems.add(place(section.getKeyNode()), "'" + name + "' is not a section." + dotted);
      } else if (!SettingsTable.SECTIONS.containsKey(name)) {
        problems.add(place(section.getKeyNode()), UnknownName.section(name));
      }
    }
  }

  private void readEntry(String section, NodeTuple entry) {
    String name = keyOf(entry);
    if (name == null) {
      return;
    }
    String path = section + "." + name;
    String place = place(entry.getKeyNode());
    if (!seen.add(path)) {
      problems.add(place, path + " stands twice; remove one.");
    } else if (isEmpty(entry.getValueNode())) {
      problems.add(place, path + " has no value; give it one or remove the line.");
    } else if (entry.getValueNode() instanceof ScalarNode scalar) {
      found.add(new RawSetting(path, scalar.getValue().strip(), origin(place)));
    } else {
      problems.add(place, path + " must be a single value, not a list or a section.");
    }
  }

  private @Nullable String keyOf(NodeTuple tuple) {
    if (tuple.getKeyNode() instanceof ScalarNode key) {
      return key.getValue();
    }
    problems.add(place(tuple.getKeyNode()), "a name must be a single word.");
    return null;
  }

  /** Nothing written; a quoted empty text is something. */
  private static boolean isEmpty(Node node) {
    return node instanceof ScalarNode scalar && scalar.getValue().isEmpty() && scalar.isPlain();
  }

  private static Origin origin(String place) {
    return new Origin(Origin.Kind.FILE, place);
  }

  private String place(Node node) {
    return place(node.getStartMark());
  }

  private String place(Optional<Mark> mark) {
    return mark.map(at -> fileName + ", line " + (at.getLine() + 1)).orElse(fileName);
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
