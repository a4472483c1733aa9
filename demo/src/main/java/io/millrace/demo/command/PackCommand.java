package io.millrace.demo.command;

import io.millrace.demo.pack.PlantPack;
import io.millrace.demo.plant.Foundry;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the plant's asset model; {@code packs/demo-foundry/plant.json} is made with it. */
@Command(
    name = "pack",
    mixinStandardHelpOptions = true,
    header = "Prints the plant's asset model as a file that the server can import.")
final class PackCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().getOut().print(new PlantPack(Foundry.plant()).toJson());
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
