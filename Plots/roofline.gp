# Redraw with: gnuplot roofline.gp
reset
set encoding utf8
if (!exists('picture')) picture = 0
picture = picture + 1
if (picture == 1) set terminal svg size 960,660 dynamic enhanced font 'DejaVu Sans&#44;Verdana&#44;Bitstream Vera Sans&#44;Arial&#44;Helvetica&#44;sans-serif,12.5' background rgb 'white' rounded name 'roofline'; set output 'roofline.svg'
$panel1_1 << EOD
4.02054558746307 230733050722.0632
14017.50917891069 230733050722.0632
EOD
$panel1_2 << EOD
8.121684222772796 466091214974.6465
14017.50917891069 466091214974.6465
EOD
$panel1_3 << EOD
3.800662642255661 116198198857.32764
14017.50917891069 116198198857.32764
EOD
$panel1_4 << EOD
7.62711337320931 233184820613.695
14017.50917891069 233184820613.695
EOD
$panel1_5 << EOD
0.3048450119251898 17494595713.13687
8.121676101088573 466090748883.4315
EOD
$panel1_6 << EOD
0.5722210586923596 17494595713.13687
7.627105746095936 233184587428.87436
EOD
$panel1_7 << EOD
128 161119580474.46545 159458203829.31445 161848142273.87448
2048 193754375820.26224 190840581187.82828 195039034274.84338
512.125 184543839234.38647 183023555952.0704 187801970693.74774
0.6249618553555081 24618229037.852257 23577650000.332596 25595811232.36897
111.23350447659864 201966345645.6257 190062634500.76135 207000772988.7025
106.60160221219145 205543226505.17267 203933609157.28864 208160155549.4382
127.93753050268424 217278275788.7866 216413853757.2038 217732859752.51163
512 187886248992.86517 185502541195.4108 193429285317.70923
EOD
$panel1_8 << EOD
127.93753050268424 108578926894.38765 105031235839.94443 109892423450.60936
512 98202131172.432 96942519412.08794 98569676080.05952
EOD
$panel1_9 << EOD
256 300789662051.0009 294897715891.88654 303698678987.18933
4096 359365737110.035 356233652134.6404 363296854054.7288
1024.25 349093309888.9836 343128402976.942 352529694588.2256
222.46700895319728 400562498111.4197 383820073359.4323 403220202329.02014
213.2032044243829 359575327463.84906 348821388607.2036 397871376804.65765
255.87506100536848 416698444934.88904 399863359555.01575 422966675552.6879
1024 340007843804.51117 332896492507.6404 342057413838.3068
EOD
$panel1_10 << EOD
255.87506100536848 214802660548.06326 214363647156.38788 215497869582.9706
1024 183805242390.81873 183579376993.10165 183987558490.92554
EOD
set multiplot
set border 3 linecolor rgb '#888888' linewidth 1
set grid xtics ytics back linetype 1 dashtype solid linecolor rgb '#E4E4E4' linewidth 0.8
unset key
set label '{/:Bold Kernels reach from 65 % (attention 512 bf16) to 93 %}' at screen 0.01458,0.96133 left front font ',16' textcolor rgb '#222222'
set label '{/:Bold (layer’s products, 512 f32) of what this machine allows}' at screen 0.01458,0.92933 left front font ',16' textcolor rgb '#222222'
set label 'kernels of opt-125m’s widths, medians of runs in alternation with the machine’s own rate' at screen 0.01458,0.89733 left front font ',11' textcolor rgb '#666666'
set label 'AMD EPYC, measured 2026-11-25T00:46:15Z, commit 6c5353e737ca' at screen 0.01458,0.87533 left front font ',11' textcolor rgb '#666666'
set label '' at screen 0.02083,0.84503 point pointtype 7 pointsize 0.7 linecolor rgb '#222222'
set label 'kernel, 2 threads' at screen 0.03333,0.84503 left front font ',11' textcolor rgb '#222222'
set label '' at screen 0.16432,0.84503 point pointtype 6 pointsize 0.8 linecolor rgb '#222222'
set label 'kernel, 1 thread' at screen 0.17682,0.84503 left front font ',11' textcolor rgb '#222222'
set label '8 single products are in the table of bench roof alone.' at screen 0.01458,0.02121 left front font ',11' textcolor rgb '#666666'
set label '4 norms of one segment stay in caches and aren’t drawn.' at screen 0.01458,0.04321 left front font ',11' textcolor rgb '#666666'
set label 'FLOPs are those of matrix products, 5 an element of a norm; bytes are each input and parameter once and each result once.' at screen 0.01458,0.06521 left front font ',11' textcolor rgb '#666666'

set lmargin at screen 0.10519
set rmargin at screen 0.86508
set tmargin at screen 0.78973
set bmargin at screen 0.12133
set logscale x 10
set xrange [0.18261759110437656:14017.50917891069]
set xtics ('' 1.0, '' 10.0, '' 100.0, '' 1000.0, '' 10000.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set logscale y 10
set yrange [17494578218.558655:628156643596.2542]
set ytics ('20 GFLOP/s' 20000000000.0, '50 GFLOP/s' 50000000000.0, '100 GFLOP/s' 100000000000.0, '200 GFLOP/s' 200000000000.0, '500 GFLOP/s' 500000000000.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set label 'rate over arithmetic intensity; lines: measured peaks and memory bandwidth' at screen 0.10103,0.80942 left front font ',12.5' textcolor rgb '#222222'
set label 'FLOPs/byte' at screen 0.09061,0.09861 right front font ',11' textcolor rgb '#666666'
set label '1' at screen 0.22006,0.09861 center front font ',11' textcolor rgb '#222222'
set label '10' at screen 0.37561,0.09861 center front font ',11' textcolor rgb '#222222'
set label '100' at screen 0.53116,0.09861 center front font ',11' textcolor rgb '#222222'
set label '1,000' at screen 0.68671,0.09861 center front font ',11' textcolor rgb '#222222'
set label '10,000' at screen 0.84226,0.09861 center front font ',11' textcolor rgb '#222222'
set label 'bf16, 2 threads' at screen 0.88174,0.74653 left front font ',12.5' textcolor rgb '#D55E00'
set label '466 GFLOP/s' at screen 0.88174,0.72153 left front font ',12.5' textcolor rgb '#666666'
set label 'bf16, 1 thread' at screen 0.88174,0.64128 left front font ',12.5' textcolor rgb '#D55E00'
set label '233 GFLOP/s' at screen 0.88174,0.61628 left front font ',12.5' textcolor rgb '#666666'
set arrow from screen 0.87133,0.60476 to screen 0.87758,0.62878 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'f32, 2 threads' at screen 0.88174,0.59127 left front font ',12.5' textcolor rgb '#0072B2'
set label '231 GFLOP/s' at screen 0.88174,0.56627 left front font ',12.5' textcolor rgb '#666666'
set arrow from screen 0.87133,0.60279 to screen 0.87758,0.57877 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'f32, 1 thread' at screen 0.88174,0.48725 left front font ',12.5' textcolor rgb '#0072B2'
set label '116 GFLOP/s' at screen 0.88174,0.46225 left front font ',12.5' textcolor rgb '#666666'
set label '57.4 GB/s from memory, 2 threads' at screen 0.30494,0.43128 left front font ',11' textcolor rgb '#666666'
set arrow from screen 0.27801,0.48145 to screen 0.30494,0.44228 nohead linecolor rgb '#666666' linewidth 0.6 dashtype solid
set label '30.6 GB/s from memory, 1 thread' at screen 0.21691,0.17814 left front font ',11' textcolor rgb '#666666'
set label 'attention 512 f32, 69 %' at screen 0.38332,0.51024 left front font ',11' textcolor rgb '#0072B2'
set arrow from screen 0.54109,0.53176 to screen 0.52334,0.52124 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'attention 8192 f32, 85 %' at screen 0.69582,0.56333 left front font ',11' textcolor rgb '#0072B2'
set label 'causal attention 4096 f32, 80 %' at screen 0.60832,0.51024 left front font ',11' textcolor rgb '#0072B2'
set arrow from screen 0.64151,0.55049 to screen 0.64151,0.52124 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'norm 16384 f32, 78 %' at screen 0.20435,0.15076 left front font ',11' textcolor rgb '#0072B2'
set arrow from screen 0.19346,0.17759 to screen 0.20435,0.16176 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'layer 512 f32, 88 %' at screen 0.41518,0.55739 left front font ',11' textcolor rgb '#0072B2'
set label 'RMT, layer, 4 segments f32, 89 %' at screen 0.55881,0.62615 left front font ',11' textcolor rgb '#0072B2'
set arrow from screen 0.54064,0.58871 to screen 0.55881,0.61515 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'layer’s products, 512 f32, 93 %' at screen 0.34582,0.45715 left front font ',11' textcolor rgb '#0072B2'
set arrow from screen 0.54633,0.58119 to screen 0.53026,0.46815 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'attention 2048 f32, 82 %' at screen 0.64582,0.53679 left front font ',11' textcolor rgb '#0072B2'
set label 'attention 512 bf16, 65 %' at screen 0.65716,0.65228 left front font ',11' textcolor rgb '#D55E00'
set arrow from screen 0.60196,0.65228 to screen 0.65716,0.65228 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'attention 8192 bf16, 78 %' at screen 0.62082,0.70604 left front font ',11' textcolor rgb '#D55E00'
set label 'causal attention 4096 bf16, 75 %' at screen 0.35544,0.68008 left front font ',11' textcolor rgb '#D55E00'
set arrow from screen 0.68104,0.68008 to screen 0.55083,0.68008 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'layer 512 bf16, 86 %' at screen 0.47082,0.7757 left front font ',11' textcolor rgb '#D55E00'
set arrow from screen 0.58518,0.71635 to screen 0.58518,0.7647 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'RMT, layer, 4 segments bf16, 80 %' at screen 0.36805,0.70614 left front font ',11' textcolor rgb '#D55E00'
set label 'layer’s products, 512 bf16, 90 %' at screen 0.61796,0.75806 left front font ',11' textcolor rgb '#D55E00'
set arrow from screen 0.59979,0.72062 to screen 0.61796,0.74706 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'attention 2048 bf16, 73 %' at screen 0.39582,0.64297 left front font ',11' textcolor rgb '#D55E00'
set arrow from screen 0.68106,0.67404 to screen 0.5504,0.65397 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'layer’s products, 512 f32, 1 thread, 93 %' at screen 0.30832,0.40406 left front font ',11' textcolor rgb '#0072B2'
set arrow from screen 0.54781,0.45148 to screen 0.54781,0.41506 nohead linecolor rgb '#0072B2' linewidth 0.6 dashtype solid
set label 'attention 2048 f32, 1 thread, 84 %' at screen 0.64582,0.43061 left front font ',11' textcolor rgb '#0072B2'
set label 'layer’s products, 512 bf16, 1 thread, 92 %' at screen 0.55832,0.40406 left front font ',11' textcolor rgb '#D55E00'
set arrow from screen 0.59463,0.57883 to screen 0.59463,0.41506 nohead linecolor rgb '#D55E00' linewidth 0.6 dashtype solid
set label 'attention 2048 bf16, 1 thread, 78 %' at screen 0.60832,0.58988 left front font ',11' textcolor rgb '#D55E00'
plot \
  $panel1_1 using 1:2 with lines linecolor rgb '#0072B2' linewidth 1.3 dashtype solid, \
  $panel1_2 using 1:2 with lines linecolor rgb '#D55E00' linewidth 1.3 dashtype solid, \
  $panel1_3 using 1:2 with lines linecolor rgb '#0072B2' linewidth 1.3 dashtype (11,5), \
  $panel1_4 using 1:2 with lines linecolor rgb '#D55E00' linewidth 1.3 dashtype (11,5), \
  $panel1_5 using 1:2 with lines linecolor rgb '#666666' linewidth 1.3 dashtype solid, \
  $panel1_6 using 1:2 with lines linecolor rgb '#666666' linewidth 1.3 dashtype (11,5), \
  $panel1_7 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_7 using 1:2 with points pointtype 7 pointsize 0.7 linecolor rgb '#0072B2', \
  $panel1_8 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#0072B2' linewidth 1.2 dashtype solid, \
  $panel1_8 using 1:2 with points pointtype 6 pointsize 0.8 linecolor rgb '#0072B2', \
  $panel1_9 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#D55E00' linewidth 1.2 dashtype solid, \
  $panel1_9 using 1:2 with points pointtype 5 pointsize 0.7 linecolor rgb '#D55E00', \
  $panel1_10 using 1:3:(0):($4-$3) with vectors nohead linecolor rgb '#D55E00' linewidth 1.2 dashtype solid, \
  $panel1_10 using 1:2 with points pointtype 4 pointsize 0.8 linecolor rgb '#D55E00'
unset label
unset arrow
unset multiplot
unset output
if (picture < 1) reread
