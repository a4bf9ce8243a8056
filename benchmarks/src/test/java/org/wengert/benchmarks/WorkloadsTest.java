package org.wengert.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkloadsTest {

  @Test
  void everyWorkloadNamesItsPrimal() throws ReflectiveOperationException {
    for (String name : Workloads.names()) {
      assertEquals(name, Workloads.create(name).name());
    }
    for (GradientWorkload workload : gradients()) {
      assertEquals(workload.arguments().length, workload.independents().length);
      List<Method> primals =
          Arrays.stream(workload.primalClass().getMethods())
              .filter(method -> method.getName().equals(workload.primalMethod()))
              .toList();
      assertEquals(1, primals.size());
      assertTrue(Modifier.isStatic(primals.get(0).getModifiers()));
      assertEquals(workload.primal(), primals.get(0).invoke(null, workload.arguments()));
    }
  }

  private static List<GradientWorkload> gradients() {
    return Workloads.names().stream()
        .map(Workloads::create)
        .filter(GradientWorkload.class::isInstance)
        .map(GradientWorkload.class::cast)
        .toList();
  }

  @Test
  void everyWorkloadHasADerivativeByHand() {
    for (String name : Workloads.names()) {
      Optional<Call> byHand = Workloads.create(name).prepare().call(Kind.HAND_DERIVED);
      assertTrue(Double.isFinite(byHand.orElseThrow().run()), name);
    }
  }
}
